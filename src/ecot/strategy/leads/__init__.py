"""Room leads (pistes): who follows which way of paying, where it stands, what comes next."""
