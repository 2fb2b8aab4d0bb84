"""One module per page. Pages never import each other; ui.navigation puts them in order."""
