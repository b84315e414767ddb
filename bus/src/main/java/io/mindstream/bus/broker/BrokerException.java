package io.mindstream.bus.broker;

import io.mindstream.bus.BusException;

/** The embedded broker cannot start. The message is one line that names the address, the directory or the file. */
public final class BrokerException extends BusException {
    private static final long serialVersionUID = 1L;

    public BrokerException(String message) {
        super(message);
    }

    public BrokerException(String message, Throwable cause) {
        super(message, cause);
    }
}
