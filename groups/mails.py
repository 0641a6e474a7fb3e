"""Which mails does this app send? Registered here by kind."""
