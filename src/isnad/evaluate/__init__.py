"""How good a reading is: scores against gold, agreement between coders."""
