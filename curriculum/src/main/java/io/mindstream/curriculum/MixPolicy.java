package io.mindstream.curriculum;

import io.mindstream.samples.Stage;
import java.util.Optional;
import java.util.Set;

/** Decides what is trained next. */
interface MixPolicy {
    /** Of these stages, those that have a share. */
    Set<Stage> served(Set<Stage> stages);

    /**
     * The line to take the next sample from, which then counts as taken.
     *
     * @param stages that may be served
     * @param depths what is waiting
     * @return empty when nothing that may be served is waiting
     */
    Optional<Cell> next(Set<Stage> stages, Depths depths);
}
