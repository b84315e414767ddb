package io.mindstream.curriculum;

import java.util.Map;

/**
 * What there is, for the decision about what to ask for.
 *
 * @param waiting samples waiting in all, each counted once
 * @param depths samples waiting, by demand key; absent for none
 * @param outstanding credits granted that no sample has come on, by demand key; absent for none
 * @param consumed samples that training has taken since the queue was made
 * @param at in milliseconds since 1970
 */
record Supply(long waiting, Map<String, Long> depths, Map<String, Long> outstanding, long consumed, long at) {}
