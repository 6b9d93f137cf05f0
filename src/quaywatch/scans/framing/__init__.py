"""How a picture becomes the standard one: shares of the open beam, bounds, levels, grid."""
