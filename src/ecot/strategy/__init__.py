"""The search for a lasting model: what could pay, whom we asked, which futures we compared.

Called by the faces. It knows every floor below and changes no rule: only the committee does.
"""
