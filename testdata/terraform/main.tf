# Cloud Run, ECS, SageMaker, Kubernetes, Docker
terraform {
  required_version = ">= 1.5"
}

resource "google_cloud_run_v2_service" "tei" {
  name     = "embeddings"
  location = var.region
  template {
    containers {
      image = "ghcr.io/huggingface/text-embeddings-inference:1.5"
      env {
        name  = "MODEL_ID"
        value = var.embedding_model
      }
      env {
        name = "TOKEN"
        value_source {
          secret_key_ref { secret = "x" }
        }
      }
    }
  }
}

resource "aws_ecs_task_definition" "llm" {
  family = "llm"
  cpu    = 4 * 1024
  container_definitions = jsonencode([
    {
      name      = "vllm"
      image     = "vllm/vllm-openai:v0.6.0"
      essential = true
      command   = ["--model", "org/ecs", "--trust-remote-code"]
      environment = [
        { name = "HF_HOME", value = "/cache" },
      ]
    },
    {
      name  = "tgi", image = "ghcr.io/huggingface/text-generation-inference:2.4"
      environment = [
        { "name" : "MODEL_ID", "value" : "${local.owner}/tgi" },
        { name = "REVISION", value = join("-", ["a", "b"]) }
      ]
    }
  ])
}

resource "aws_ecs_task_definition" "json" {
  container_definitions = <<-JSON
    [{"name": "tgi", "image": "ghcr.io/huggingface/text-generation-inference:2.4",
      "environment": [{"name": "MODEL_ID", "value": "org/json"}]}]
  JSON
}

resource "aws_sagemaker_model" "hf" {
  execution_role_arn = aws_iam_role.sm.arn
  primary_container {
    image = "763104351884.dkr.ecr.us-east-1.amazonaws.com/huggingface-pytorch-tgi-inference:2.1"
    environment = {
      HF_MODEL_ID = "org/sagemaker"
      SM_NUM_GPUS = jsonencode(1)
    }
  }
}

resource "kubernetes_deployment" "app" {
  spec {
    template {
      spec {
        container {
          name    = "app"
          image   = var.image
          command = ["python", "app.py"]
          args    = ["--model", "org/kubernetes"]
        }
      }
    }
  }
}

resource "docker_container" "infinity" {
  image = "michaelf34/infinity:latest"
  env   = ["INFINITY_MODEL_ID=org/docker"]
}

resource "azurerm_container_app" "given" {
  template {
    container {
      image = "ghcr.io/huggingface/text-embeddings-inference:1.5@sha256:0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0"
      env {
        name  = "MODEL_ID"
        value = "${var.owner_team}/azure"
      }
    }
  }
}

resource "google_cloud_run_v2_job" "computed" {
  template {
    template {
      containers {
        image = "ghcr.io/huggingface/text-embeddings-inference:1.5"
        env {
          name  = "MODEL_ID"
          value = var.production ? "org/one" : "org/other"
        }
      }
    }
  }
}
