package io.mindstream.generators.clocks;

import static io.mindstream.generators.topics.Questions.choice;
import static io.mindstream.generators.topics.Questions.other;
import static io.mindstream.generators.topics.Questions.say;

import io.mindstream.generators.Asked;
import io.mindstream.generators.Phrasings;
import io.mindstream.generators.topics.Questions;
import io.mindstream.samples.Answer;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/** What is asked about clocks. Nearly all of it discloses the time, so few turns stand together. */
final class ClockFamilies {
    private static final String TIME = "time";
    private static final String DIGITS = "digits of the display";

    private static final Phrasings WHAT_TIME =
            say("What time is it?", "Read the clock.", "Which time does the clock show?", "Tell the time.");
    private static final Phrasings HOUR =
            say("Which hour began last?", "Give the hour without the minutes.", "Which hour does the clock show?");
    private static final Phrasings MINUTE = say(
            "How many minutes past the hour is it?",
            "Give the minutes without the hour.",
            "Which minute does the clock show?");
    private static final Phrasings WORDS =
            say("Say the time in words.", "How does one say this time in words?", "Spell the time out.");
    private static final Phrasings LATER = say(
            "What time will it be in {} minutes?",
            "Which time does the clock show {} minutes later?",
            "{} minutes from now it is what time?");
    private static final Phrasings EARLIER = say(
            "What time was it {} minutes ago?",
            "Which time did the clock show {} minutes before?",
            "{} minutes earlier it was what time?");
    private static final Phrasings UNTIL = say(
            "How many minutes are left until the next full hour?",
            "In how many minutes does a new hour begin?",
            "How long is it to the next full hour, in minutes?");
    private static final Phrasings DURATION = say(
            "The train leaves at {}. How many minutes are left?",
            "How many minutes are there to wait until {}?",
            "In how many minutes is it {}?");
    private static final Phrasings BEFORE = say(
            "Is it {} or {} {}?",
            "The clock shows a time {} or {} {}: which?",
            "Compared with the clock: {} or {} {}?");
    private static final Phrasings TURNED = say(
            "By how many degrees has the long hand turned since the full hour?",
            "What angle has the minute hand passed since it stood at twelve, in degrees?",
            "How many degrees lie between twelve and the long hand, clockwise?");
    private static final Phrasings POINTS = say(
            "At which number of the face does the long hand point?",
            "Which of the twelve numbers does the minute hand point at?",
            "The long hand stands at which number?");
    private static final Phrasings SIDE = say(
            "Does the long hand point to the {} or to the {} half?",
            "In which half is the long hand, {} or {}?",
            "The minute hand: {} or {} half?");
    private static final Phrasings FORMAT = say(
            "Give the time as a clock of the other kind would, of {} hours.",
            "Write this time for a clock of {} hours.",
            "On a display of {} hours, what time is this?");
    private static final Phrasings QUARTER = say(
            "Which quarter of the day is it: {}, {}, {} or {}?",
            "Six hours each: is it {}, {}, {} or {}?",
            "Does the clock show a time of the {}, {}, {} or {}?");
    private static final List<String> QUARTERS = List.of("night", "morning", "afternoon", "evening");
    private static final Phrasings LETTERS =
            say("Is it {} or {}?", "Which letters stand below the clock, {} or {}?", "Read the letters: {} or {}?");
    private static final Phrasings KIND = say(
            "Does the clock have {} or {}?",
            "Is this a clock with {} or with {}?",
            "How does it show the time, by {} or by {}?");
    private static final Phrasings MAKE =
            say("What kind of clock is this?", "Name the kind of clock.", "Which make of clock do you see?");
    private static final Phrasings RIM =
            say("What colour is the case?", "Which colour does the case have?", "Name the colour of the clock's case.");
    private static final Phrasings INK =
            say("What colour are the {}?", "Which colour do the {} have?", "Name the colour of the {}.");
    private static final Phrasings SINCE = say(
            "How many minutes have passed since the last twelve o'clock?",
            "Counted from the last twelve o'clock, how many minutes is it?",
            "How many minutes is twelve o'clock ago?");
    private static final Phrasings PARITY =
            say("Is the hour {} or {}?", "The hour that began last: {} or {}?", "Is the number of the hour {} or {}?");
    private static final Phrasings NEAREST =
            say("Which full hour is nearest?", "Round the time to the full hour.", "To which hour is it nearest?");
    private static final Phrasings MIRROR = say(
            "Seen in a mirror, which time would the clock seem to show?",
            "What time would one read in a mirror?",
            "Left and right swapped, what time does the clock show?");
    private static final Phrasings ZONE = say(
            "Another city is {} hours ahead. What time is it there?",
            "What time is it where clocks are {} hours ahead?",
            "A friend lives {} hours ahead. Which time does she have?");
    private static final Phrasings HAS = say("Does the clock have {}?", "Do you see {}?", "Are there {} on the clock?");
    private static final Phrasings SHOWN_LATE = say(
            "The clock is {} minutes fast. What is the right time?",
            "It runs {} minutes ahead. What time is it really?",
            "Set {} minutes too far, it shows this. What is the true time?");

    private ClockFamilies() {}

    static void addTo(Questions<ClockScene> questions) {
        perception(questions);
        reckoning(questions);
        reasoning(questions);
        questions
                .hidden(ClockFamilies::time)
                .yesNo(
                        "has",
                        "faithfulness/presence/absent",
                        (scene, yes, random) -> {
                            Make asked = yes ? scene.make() : other(List.of(Make.values()), scene.make(), random);
                            return HAS.pick(random, asked.feature);
                        },
                        "make")
                .premise(ClockFamilies::ink, random -> scene -> INK.pick(random, scene.digital() ? "hands" : DIGITS))
                .describe(ClockFamilies::describe);
    }

    private static void perception(Questions<ClockScene> questions) {
        questions
                .clear("time", "perception/reading/clock", ClockFamilies::time)
                .clear(
                        "hour",
                        "perception/reading/hour",
                        (scene, random) -> Asked.number(HOUR.pick(random), scene.shownHour(), TIME))
                .clear(
                        "minute",
                        "perception/reading/minute",
                        (scene, random) -> Asked.number(MINUTE.pick(random), scene.minute(), TIME))
                .clear(
                        "points",
                        "perception/reading/gauge",
                        (scene, random) -> scene.digital()
                                ? null
                                : Asked.number(
                                        POINTS.pick(random), scene.minute() == 0 ? 12 : scene.minute() / 5, TIME))
                .clear(
                        "side",
                        "perception/position/absolute",
                        (scene, random) -> scene.digital() || scene.minute() % 30 == 0
                                ? null
                                : choice(
                                        SIDE,
                                        random,
                                        List.of("left", "right"),
                                        scene.minute() < 30 ? "right" : "left",
                                        TIME))
                .ask(
                        "letters",
                        "perception/reading/word",
                        (scene, random) -> scene.digital()
                                ? null
                                : choice(LETTERS, random, List.of("AM", "PM"), scene.half(), "half"))
                .even(
                        "kind",
                        "perception/recognition/kind",
                        (scene, random) -> choice(
                                KIND,
                                random,
                                List.of("hands", "digits"),
                                scene.digital() ? "digits" : "hands",
                                "kind",
                                "make"))
                .ask(
                        "make",
                        "perception/recognition/object",
                        (scene, random) -> Asked.exact(MAKE.pick(random), scene.make().words, "kind", "make"))
                .colour("case", "perception/colour/object", RIM, scene -> scene.rim(), "rim")
                .clear(
                        "ink",
                        "perception/colour/mark",
                        (scene, random) -> scene.make() == Make.DARK ? null : ink(scene, random))
                .ground();
    }

    private static void reckoning(Questions<ClockScene> questions) {
        questions
                .clear("later", "reasoning/time/later", (scene, random) -> {
                    int minutes = 5 * random.nextInt(1, 12);
                    return moved(LATER.pick(random, minutes), scene, minutes);
                })
                .clear("earlier", "reasoning/time/earlier", (scene, random) -> {
                    int minutes = 5 * random.nextInt(1, 12);
                    return moved(EARLIER.pick(random, minutes), scene, -minutes);
                })
                .clear("zone", "reasoning/time/zone", (scene, random) -> {
                    int hours = random.nextInt(2, 10);
                    return moved(ZONE.pick(random, hours), scene, 60 * hours);
                })
                .clear("fast", "reasoning/time/correction", (scene, random) -> {
                    int minutes = 5 * random.nextInt(1, 7);
                    return moved(SHOWN_LATE.pick(random, minutes), scene, -minutes);
                })
                .clear("until", "reasoning/time/until", (scene, random) -> Asked.number(
                                UNTIL.pick(random), 60 - scene.minute(), TIME)
                        .worked("60 - " + scene.minute() + " = " + (60 - scene.minute())))
                .clear("duration", "reasoning/time/duration", (scene, random) -> {
                    int minutes = 5 * random.nextInt(1, 25);
                    String then = scene.after(minutes);
                    return Asked.number(DURATION.pick(random, then), minutes, TIME)
                            .worked(then + " - " + scene.time() + " = " + minutes);
                })
                .clear("since", "reasoning/arithmetic/multi-step", (scene, random) -> {
                    int hours = scene.hour() % 12;
                    int sum = 60 * hours + scene.minute();
                    return Asked.number(SINCE.pick(random), sum, TIME)
                            .worked(hours + " × 60 = " + 60 * hours + ", " + 60 * hours + " + " + scene.minute() + " = "
                                    + sum);
                });
    }

    private static void reasoning(Questions<ClockScene> questions) {
        questions
                .clear(
                        "words",
                        "reasoning/time/words",
                        (scene, random) -> Asked.exact(WORDS.pick(random), scene.words(), TIME))
                .clear("before", "reasoning/comparison/threshold", (scene, random) -> {
                    // Near by, so that the time in the question says little; within the half of the day that both are
                    // in.
                    int other = scene.minutes() + 5 * random.nextInt(1, 19) * (random.nextBoolean() ? 1 : -1);
                    int half = scene.hour() / 12 * 720;
                    if (other < half + 60 || other >= half + 720 || scene.minutes() < half + 60) {
                        return null;
                    }
                    List<String> options =
                            random.nextBoolean() ? List.of("before", "after") : List.of("after", "before");
                    String shown = scene.digital() ? ClockScene.of24(other) : ClockScene.of12(other);
                    return Asked.choice(
                            BEFORE.pick(random, options.get(0), options.get(1), shown),
                            options,
                            scene.minutes() < other ? "before" : "after",
                            TIME);
                })
                .clear(
                        "turned",
                        "reasoning/geometry/angle",
                        (scene, random) -> scene.digital()
                                ? null
                                : Asked.number(TURNED.pick(random), 6 * scene.minute(), TIME)
                                        .worked(scene.minute() + " × 6 = " + 6 * scene.minute()))
                .clear("format", "reasoning/time/format", (scene, random) -> {
                    String words = FORMAT.pick(random, scene.digital() ? 12 : 24);
                    String time = scene.digital() ? ClockScene.of12(scene.minutes()) : ClockScene.of24(scene.minutes());
                    return exact(words, time, TIME, "half");
                })
                .clear(
                        "quarter",
                        "reasoning/knowledge/rule",
                        (scene, random) -> Asked.choice(
                                QUARTER.pick(random, QUARTERS.toArray()),
                                QUARTERS,
                                QUARTERS.get(scene.hour() / 6),
                                TIME,
                                "half"))
                .clear(
                        "parity",
                        "reasoning/arithmetic/parity",
                        (scene, random) -> choice(
                                PARITY,
                                random,
                                List.of("odd", "even"),
                                scene.shownHour() % 2 == 0 ? "even" : "odd",
                                TIME))
                .clear("nearest", "reasoning/time/rounding", (scene, random) -> {
                    if (scene.minute() == 30) {
                        return null;
                    }
                    int hour = scene.hour() + (scene.minute() > 30 ? 1 : 0);
                    return Asked.number(
                            NEAREST.pick(random), scene.digital() ? hour % 24 : ClockScene.twelve(hour), TIME);
                })
                .clear("mirror", "reasoning/spatial/mirror", (scene, random) -> {
                    if (scene.digital()) {
                        return null;
                    }
                    int mirrored = Math.floorMod(720 - scene.minutes(), 720);
                    return exact(MIRROR.pick(random), ClockScene.of12(mirrored), TIME)
                            .worked("12:00 - " + scene.time() + " = " + ClockScene.of12(mirrored));
                });
    }

    private static Asked time(ClockScene scene, RandomGenerator random) {
        return exact(WHAT_TIME.pick(random), scene.time(), TIME);
    }

    /** A time; a leading zero makes no difference. */
    private static Asked exact(String question, String time, String... facets) {
        Answer answer = time.length() == 4 ? new Answer.Exact(List.of(time, "0" + time)) : new Answer.Exact(time);
        return new Asked(question, time, answer, Set.of(facets));
    }

    private static Asked moved(String question, ClockScene scene, int minutes) {
        String then = scene.after(minutes);
        String by = ClockScene.of24(Math.abs(minutes));
        return exact(question, then, TIME).worked(scene.time() + (minutes < 0 ? " - " : " + ") + by + " = " + then);
    }

    private static Asked ink(ClockScene scene, RandomGenerator random) {
        if (scene.make() == Make.DARK) {
            return null;
        }
        return Asked.exact(
                        INK.pick(random, scene.digital() ? DIGITS : "hands"),
                        scene.ink().toString(),
                        "ink")
                .mentioning("kind");
    }

    private static String describe(ClockScene scene) {
        String time = scene.clear() ? scene.time() : "no time to be read";
        return scene.rim() + " " + scene.make().words + ": " + time + (scene.digital() ? "" : " " + scene.half())
                + ", on " + scene.frame().ground();
    }
}
