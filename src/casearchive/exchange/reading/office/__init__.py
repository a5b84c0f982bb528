"""Documents and slides of office programs (ECMA-376), read part by part."""
