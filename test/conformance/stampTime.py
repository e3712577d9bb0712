"""An authority of time stamps on this machine: openssl answers. Writes its address into the file `address`; runs until it is stopped."""
import http.server
import subprocess


class Authority(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        with open("asked.tsq", "wb") as asked:
            asked.write(self.rfile.read(int(self.headers["content-length"])))
        command = "openssl ts -reply -config authority.cnf -queryfile asked.tsq -out answer.tsr"
        subprocess.run(command.split(), check=True, capture_output=True)
        self.send_response(200)
        self.send_header("content-type", "application/timestamp-reply")
        self.end_headers()
        with open("answer.tsr", "rb") as answer:
            self.wfile.write(answer.read())

    def log_message(self, *_):
        pass


server = http.server.HTTPServer(("127.0.0.1", 0), Authority)
with open("address", "w") as address:
    address.write(f"http://127.0.0.1:{server.server_port}/")
server.serve_forever()
