"""Room reimbursements."""
