"""Room scenarios: the futures that were kept, each as the very TOML that the command line reads."""
