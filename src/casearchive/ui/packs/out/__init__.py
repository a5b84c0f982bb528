"""The pack out of the window: into files of any kind, onto paper."""
