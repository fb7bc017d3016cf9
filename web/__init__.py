"""The service: Flask application, API, pages and command line."""
