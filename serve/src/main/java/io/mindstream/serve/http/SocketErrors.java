package io.mindstream.serve.http;

import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.vertx.core.http.ServerWebSocket;

/** Closes sockets on which something came that is no WebSocket frame, or one too large to be skipped, and says so in the close code. */
final class SocketErrors {
    private SocketErrors() {}

    static void close(ServerWebSocket socket, Throwable error) {
        if (socket.isClosed()) {
            return;
        }
        WebSocketCloseStatus status = error instanceof CorruptedWebSocketFrameException corrupted
                ? corrupted.closeStatus()
                : WebSocketCloseStatus.PROTOCOL_ERROR;
        socket.close((short) status.code(), status.reasonText());
    }
}
