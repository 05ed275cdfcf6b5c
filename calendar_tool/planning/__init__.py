"""Plans a year: learns what the bodies keep, finds the best dates by proof, and says why. No I/O, no clock."""
