locals {
  server = {
    MODEL_ID = "org/dynamic"
    REVISION = "v1"
  }
}

variable "plain" {
  default = { MODEL_ID = "org/plain" }
}

resource "kubernetes_deployment" "dynamic" {
  spec {
    template {
      spec {
        container {
          image = "ghcr.io/huggingface/text-embeddings-inference:1.6"
          dynamic "env" {
            for_each = local.server
            content {
              name  = env.key
              value = env.value
            }
          }
        }
      }
    }
  }
}

resource "google_cloud_run_v2_service" "listed" {
  template {
    containers {
      image = "ghcr.io/huggingface/text-embeddings-inference:1.7"
      dynamic "env" {
        for_each = [{ name = "MODEL_ID", value = "org/listed" }]
        content {
          name  = env.value.name
          value = env.value.value
        }
      }
    }
  }
}

resource "aws_sagemaker_model" "plain" {
  primary_container {
    image       = "ghcr.io/huggingface/text-embeddings-inference:1.4"
    environment = var.plain
  }
}
