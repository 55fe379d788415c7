# Expressions of several lines and signs beside what is plain
variable "kind" {
  default = "server"
  validation {
    condition = (
      contains(["server", "batch"], var.kind)
      || startswith(var.kind, "x-")
    )
    error_message = "server or \"batch\", not ${var.kind}"
  }
}

resource "docker_container" "validated" {
  count = var.kind == "server" ? 1 : 0
  image = "ghcr.io/huggingface/text-embeddings-inference:1.5"
  env = concat(["A=1"], [
    "B=2",
  ])
  lifecycle {
    precondition {
      condition     = !strcontains(var.kind, "y") && length(var.kind) > 2
      error_message = "no y"
    }
  }
}

resource "google_cloud_run_v2_service" "validated" {
  for_each = { for name in ["a"] : name => name if name != "b" }
  template {
    containers {
      image = "ghcr.io/huggingface/text-embeddings-inference:1.8"
      env {
        name  = "MODEL_ID"
        value = (("org/validated"))
      }
    }
  }
}
