"""Entry summary declarations of the older kind (CC315A, CC313A) and what customs answers."""
