"""What a radiograph is made of: attenuation, beams, geometry, and what they tell of a load."""
