"""casearchive: a desktop archive of village case studies."""

__version__ = "0.1.0"
