"""How people look at tables: the columns they choose, the views they give a name."""
