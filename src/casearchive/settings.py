"""Where things lie on this computer: archives, exports, caches, preferences."""

import json
import os
from dataclasses import dataclass
from pathlib import Path

from platformdirs import PlatformDirs

_DIRS = PlatformDirs("casearchive", appauthor=False)
_LAST_ARCHIVE = "last_archive"


@dataclass(frozen=True, slots=True)
class Settings:
    """The folders this user's casearchive works in. Nothing is made until it is needed."""

    documents: Path
    cache: Path
    config: Path
    personal: Path | None = None

    @property
    def data(self) -> Path:
        """Where this user's own work lies: notes on cases, unsaved drafts, what can be undone."""
        return self.personal or self.config.parent / "data"

    @property
    def sample_archive(self) -> Path:
        """Where the sample archive is made at the first start."""
        return self.documents / "示例档案.casearchive"

    @property
    def index_folder(self) -> Path:
        """Where search indexes lie: this user's own, so that a stranger's is never opened."""
        return self.cache / "index"

    @property
    def texts_folder(self) -> Path:
        """Where the texts of attached files are kept, so that each is read out only once."""
        return self.cache / "texts-1"  # rises when files are read differently

    @property
    def opened_folder(self) -> Path:
        """Where the copies lie that other programs show."""
        return self.cache / "opened"

    @property
    def preferences(self) -> Path:
        """The file of the desktop's preferences."""
        return self.config / "desktop.ini"

    @property
    def centre(self) -> Path:
        """The file of what this centre's covers say of it."""
        return self.config / "centre.json"

    @property
    def logo(self) -> Path:
        """The picture this centre's covers show."""
        return self.config / "logo.png"

    @property
    def backup_places(self) -> Path:
        """The file of the folders that backups go to."""
        return self.config / "backups.json"

    @property
    def templates_folder(self) -> Path:
        """Where this user's own print templates lie, one TOML file each."""
        return self.config / "templates"

    @property
    def recent_searches(self) -> Path:
        """The file of what this user searched for lately: theirs, so it lies in no archive."""
        return self.config / "recent.json"

    def last_archive(self) -> Path | None:
        """Return the archive that was opened last, if it is still there."""
        try:
            path = self.remembered_archive()
            return path if path is not None and path.is_file() else None
        except OSError:
            return None

    def remembered_archive(self) -> Path | None:
        """Return the archive that was opened last, wherever it may be now."""
        try:
            return Path(json.loads(self._state_file.read_text(encoding="utf-8"))[_LAST_ARCHIVE])
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def remember_archive(self, path: Path) -> None:
        """Keep `path` as the archive opened last; a full or read-only home is no reason to stop."""
        try:
            self.config.mkdir(parents=True, exist_ok=True)
            text = json.dumps({_LAST_ARCHIVE: str(path.absolute())}, ensure_ascii=False)
            self._state_file.write_text(text, encoding="utf-8")
        except OSError:
            return

    @property
    def _state_file(self) -> Path:
        return self.config / "state.json"


def user_settings() -> Settings:
    """Return this user's folders; CASEARCHIVE_HOME puts all of them under one folder."""
    if home := os.environ.get("CASEARCHIVE_HOME"):
        root = Path(home)
        return Settings(root / "documents", root / "cache", root / "config", root / "data")
    return Settings(
        documents=_DIRS.user_documents_path / "casearchive",
        cache=_DIRS.user_cache_path,
        config=_DIRS.user_config_path,
        personal=_DIRS.user_data_path,
    )
