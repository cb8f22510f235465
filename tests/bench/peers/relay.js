// Socket.IO as a beginner's office has it: each move is relayed to everybody at once.
//
//     node relay.js PORT
import { createServer } from "node:http";
import { Server } from "socket.io";

const [port] = process.argv.slice(2).map(Number);
const server = createServer();
const io = new Server(server, { transports: ["websocket"], serveClient: false });
io.on("connection", (socket) => {
  const seat = Number(socket.handshake.query.seat);
  socket.on("move", (x, y, facing) => {
    socket.broadcast.emit("moved", seat, x, y, facing);
  });
});
server.listen(port, "127.0.0.1", 1024);
