"""The panel of facets: counted, combinable choices that narrow the list of cases."""
