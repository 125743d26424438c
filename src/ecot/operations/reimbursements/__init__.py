"""The room `reimbursements`: what each shop is owed, the treasurer's second yes, the bank's file, what came back."""
