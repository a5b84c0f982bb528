"""Body text: the dialect trainers write in, read into blocks and written from them."""
