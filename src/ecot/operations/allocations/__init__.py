"""The room `allocations`: who receives MonA each month, once, with what evidence, and how a mistake is put right."""
