def pay_the_shops(world, month):
    pass


def return_one_transfer(world, month):
    pass
