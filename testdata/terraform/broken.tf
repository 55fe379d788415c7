resource "x" "y" {
  image = "a"
  ( 
