"""The preview: after a change a page is made when somebody asks for it, and the browser reloads it by itself.

`handbook` makes the pages, `whole` what takes all of them, and `server` answers the browser.
"""
