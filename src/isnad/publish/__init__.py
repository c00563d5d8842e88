"""Publishing: incidents in the forms that others read, with what is withheld said and nothing that could hurt."""
