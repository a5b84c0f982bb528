"""Publications as files for office programs: Word, PowerPoint and Excel, and those like them."""
