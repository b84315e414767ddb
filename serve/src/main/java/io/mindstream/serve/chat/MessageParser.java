package io.mindstream.serve.chat;

import io.mindstream.serve.chat.ChatMessage.AttachedPicture;
import io.mindstream.serve.chat.ChatMessage.Role;
import io.vertx.core.json.JsonArray;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads {@code messages}. Each error names the field by its path, as {@code messages[1].content[0].image_url.url}. */
final class MessageParser {
    private static final Map<String, Role> ROLES = Map.of(
            "system", Role.SYSTEM,
            "developer", Role.SYSTEM,
            "user", Role.USER,
            "assistant", Role.ASSISTANT);
    private static final Set<String> FIELDS = Set.of("role", "content");
    private static final Set<String> TYPES = Set.of("image/png", "image/jpeg", "image/jpg");

    private MessageParser() {}

    static List<ChatMessage> parse(JsonFields request) {
        JsonArray array = request.array("messages").orElseThrow(() -> new ApiException(ApiError.missing("messages")));
        if (array.isEmpty()) {
            throw new ApiException(ApiError.invalid("messages", "empty"));
        }
        List<ChatMessage> messages = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            messages.add(message(JsonFields.element(array.getValue(i), "messages[" + i + "]"), i));
        }
        if (messages.get(messages.size() - 1).role() != Role.USER) {
            throw new ApiException(ApiError.invalid(
                    "messages[" + (messages.size() - 1) + "].role", "the last message must be the user's"));
        }
        return messages;
    }

    private static ChatMessage message(JsonFields fields, int index) {
        UnsupportedFields.checkMessage(fields, FIELDS);
        String name = fields.string("role").orElseThrow(() -> new ApiException(ApiError.missing(fields.path("role"))));
        Role role = ROLES.get(name);
        if (role == null) {
            throw fields.wrong("role", "system, developer, user or assistant", name);
        }
        if (role == Role.SYSTEM && index > 0) {
            throw new ApiException(ApiError.invalid(fields.path("role"), "a " + name + " message must be the first"));
        }
        Object content = fields.value("content");
        if (content instanceof String text) {
            return new ChatMessage(role, text, List.of());
        }
        if (content instanceof JsonArray parts) {
            return parts(role, parts, fields.path("content"));
        }
        if (content == null) {
            throw new ApiException(ApiError.missing(fields.path("content")));
        }
        throw fields.wrong("content", "a string or a list of parts", content);
    }

    private static ChatMessage parts(Role role, JsonArray parts, String path) {
        if (parts.isEmpty()) {
            throw new ApiException(ApiError.invalid(path, "empty"));
        }
        StringBuilder text = new StringBuilder();
        List<AttachedPicture> pictures = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            JsonFields part = JsonFields.element(parts.getValue(i), path + "[" + i + "]");
            String type = part.string("type").orElseThrow(() -> new ApiException(ApiError.missing(part.path("type"))));
            switch (type) {
                case "text" -> {
                    part.refuseAllBut(Set.of("type", "text"));
                    text.append(part.string("text")
                            .orElseThrow(() -> new ApiException(ApiError.missing(part.path("text")))));
                }
                case "image_url" -> {
                    if (role != Role.USER) {
                        throw new ApiException(ApiError.invalid(part.path("type"), "only users show pictures"));
                    }
                    part.refuseAllBut(Set.of("type", "image_url"));
                    pictures.add(picture(part));
                }
                default -> throw part.wrong("type", "text or image_url", type);
            }
        }
        return new ChatMessage(role, text.toString(), pictures);
    }

    private static AttachedPicture picture(JsonFields part) {
        JsonFields image =
                part.object("image_url").orElseThrow(() -> new ApiException(ApiError.missing(part.path("image_url"))));
        image.refuseAllBut(Set.of("url", "detail"));
        String detail = image.string("detail").orElse("auto");
        if (!Set.of("auto", "low", "high").contains(detail)) {
            throw image.wrong("detail", "auto, low or high", detail);
        }
        String url = image.string("url").orElseThrow(() -> new ApiException(ApiError.missing(image.path("url"))));
        return new AttachedPicture(bytes(url, image.path("url")), image.path("url"));
    }

    /** The content of a {@code data:image/png;base64,...} URL (RFC 2397). The server fetches nothing from other addresses. */
    private static byte[] bytes(String url, String field) {
        int comma = url.indexOf(',');
        String head = comma < 0 ? "" : url.substring(0, comma).toLowerCase(Locale.ROOT);
        if (!head.startsWith("data:") || !head.endsWith(";base64")) {
            throw new ApiException(ApiError.picture(
                    field, "must be data:image/png;base64,... or data:image/jpeg;base64,...; nothing is fetched"));
        }
        String type = head.substring("data:".length(), head.length() - ";base64".length());
        if (!TYPES.contains(type)) {
            throw new ApiException(
                    ApiError.picture(field, "must be image/png or image/jpeg, is " + JsonFields.shown(type)));
        }
        try {
            return Base64.getDecoder().decode(url.substring(comma + 1));
        } catch (IllegalArgumentException e) {
            throw new ApiException(ApiError.picture(field, "not base64: " + e.getMessage()));
        }
    }
}
