from images import blur, filters
import images

blur()
filters.sharpen()
images.io.read()
