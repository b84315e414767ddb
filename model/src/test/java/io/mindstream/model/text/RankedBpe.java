package io.mindstream.model.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** BPE by its definition, to hold the library and the trained file against each other: merge the pair of the lowest rank, leftmost first. */
final class RankedBpe {
    private final Map<String, Integer> ids = new HashMap<>();
    private final Map<TokenizerFile.Merge, Integer> ranks = new HashMap<>();

    RankedBpe(TokenizerFile file) {
        file.entries().forEach(entry -> ids.put(entry, ids.size()));
        file.merges().forEach(merge -> ranks.put(merge, ranks.size()));
    }

    int[] encode(String text) {
        List<Integer> out = new ArrayList<>();
        PreTokenizer.split(text, piece -> {
            List<String> symbols = new ArrayList<>();
            ByteAlphabet.write(piece).chars().forEach(c -> symbols.add(Character.toString(c)));
            for (int at = lowest(symbols); at >= 0; at = lowest(symbols)) {
                symbols.set(at, symbols.get(at) + symbols.remove(at + 1));
            }
            symbols.forEach(symbol -> out.add(ids.get(symbol)));
        });
        return out.stream().mapToInt(id -> id).toArray();
    }

    private int lowest(List<String> symbols) {
        int best = -1;
        int lowest = Integer.MAX_VALUE;
        for (int i = 0; i + 1 < symbols.size(); i++) {
            int rank =
                    ranks.getOrDefault(new TokenizerFile.Merge(symbols.get(i), symbols.get(i + 1)), Integer.MAX_VALUE);
            if (rank < lowest) {
                lowest = rank;
                best = i;
            }
        }
        return best;
    }
}
