"""Pages of those who look for a lasting model: who could pay, whom we asked, which futures."""
