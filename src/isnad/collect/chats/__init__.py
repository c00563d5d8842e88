"""Chats as people export them: Telegram's JSON and HTML, WhatsApp's text."""
