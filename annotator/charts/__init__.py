"""The pictures of the balance: frozen figures in, a display list out."""
