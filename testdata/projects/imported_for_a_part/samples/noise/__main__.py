from model import Noise
from service.models import serve
from service.web import app

serve("noise", Noise())
app.run()
