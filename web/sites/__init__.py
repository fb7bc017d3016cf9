"""Sites: whose pages the listen widget may speak on, and what their browsers may ask for."""
