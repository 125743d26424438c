"""Room personal_data: what is known of people outside the book, and how it goes when they ask."""
