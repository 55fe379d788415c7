variable "embedding_model" {
  type    = string
  default = "org/cloud-run"
}

variable "region" {}

locals {
  owner = "org"
}

variable "owner_team" {
  default = "replaced"
}
