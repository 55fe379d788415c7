import pika

from shared.loader import load


def on_document(channel, method, properties, body):
    print(load()(body.decode()))


def main():
    channel = pika.BlockingConnection(pika.ConnectionParameters("rabbitmq")).channel()
    channel.basic_consume(queue="documents", on_message_callback=on_document)
    channel.start_consuming()


if __name__ == "__main__":
    main()
