"""Papers as Open Badges 3.0: credentials that programs verify, signed with the site's own keys."""
