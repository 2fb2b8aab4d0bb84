"""The tab Schema: a chart to work on, with its acts, panels and dialogs."""
