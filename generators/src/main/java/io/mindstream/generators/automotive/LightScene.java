package io.mindstream.generators.automotive;

import java.util.List;
import java.util.Objects;

/**
 * Four places of a dark panel with warning lights.
 *
 * @param slots top left, top right, bottom left, bottom right
 * @param tint of the panel, 0..2
 */
record LightScene(List<Slot> slots, int tint) {
    /** Words for the places, in order. */
    static final List<String> PLACES = List.of("top left", "top right", "bottom left", "bottom right");

    /**
     * A place.
     *
     * @param light what is there, or null for an empty place
     * @param lit whether it glows; else only its ghost shows
     * @param dx shift of its middle, as a share of the picture's side
     * @param dy likewise
     */
    record Slot(Light light, boolean lit, double dx, double dy) {
        boolean dark() {
            return light != null && !lit;
        }
    }

    LightScene {
        slots = List.copyOf(slots);
    }

    /** Lights that are lit, in order of place. */
    List<Light> lit() {
        return slots.stream().filter(Slot::lit).map(Slot::light).toList();
    }

    /** Lights that are lit in this colour. */
    List<Light> lit(Severity severity) {
        return lit().stream().filter(light -> light.severity() == severity).toList();
    }

    /** All lights that are there, lit or dark. */
    List<Light> lights() {
        return slots.stream().map(Slot::light).filter(Objects::nonNull).toList();
    }

    /** Words for the place of a light that is there. */
    String place(Light light) {
        for (int i = 0; i < slots.size(); i++) {
            if (light.equals(slots.get(i).light())) {
                return PLACES.get(i);
            }
        }
        throw new IllegalArgumentException(light.name() + " is not in the scene");
    }

    /** The gravest colour that is lit. */
    Severity gravest() {
        return lit().stream().map(Light::severity).min(Severity::compareTo).orElseThrow();
    }
}
