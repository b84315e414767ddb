package io.mindstream.app;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A number of bytes as it is typed: {@code 5GB}, {@code 500MB}; decimal units, as transformers has them.
 *
 * @param bytes how many, at least 1
 */
record ByteSize(long bytes) {
    private static final Pattern TYPED = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)\\s*(KB|MB|GB)?");

    /** For picocli. */
    static final class Converter implements ITypeConverter<ByteSize> {
        @Override
        public ByteSize convert(String value) {
            Matcher matcher = TYPED.matcher(value.strip().toUpperCase(Locale.ROOT));
            if (matcher.matches()) {
                long bytes = new BigDecimal(matcher.group(1))
                        .multiply(BigDecimal.valueOf(unit(matcher.group(2))))
                        .longValue();
                if (bytes > 0) {
                    return new ByteSize(bytes);
                }
            }
            throw new TypeConversionException("'" + value + "' is not a size such as 500MB or 5GB");
        }

        private static long unit(String name) {
            return switch (name == null ? "" : name) {
                case "KB" -> 1_000;
                case "MB" -> 1_000_000;
                case "GB" -> 1_000_000_000;
                default -> 1;
            };
        }
    }

    /** For people: three digits and a unit. */
    static String text(long bytes) {
        double value = bytes;
        for (String unit : new String[] {"B", "KB", "MB", "GB"}) {
            if (value < 999.5) {
                return String.format(Locale.ROOT, value < 10 && !unit.equals("B") ? "%.2f %s" : "%.0f %s", value, unit);
            }
            value /= 1000;
        }
        return String.format(Locale.ROOT, "%.2f TB", value);
    }
}
