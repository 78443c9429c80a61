"""The demo: people, cohorts and histories, put into an empty site by the product's own actions."""
