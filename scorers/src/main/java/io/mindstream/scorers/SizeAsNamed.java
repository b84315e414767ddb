package io.mindstream.scorers;

import java.util.Optional;

/** The picture has the width and height that the reference names: the trainer counts picture tokens by them. */
final class SizeAsNamed implements PictureRule {
    @Override
    public String name() {
        return "picture-size";
    }

    @Override
    public Optional<String> problem(PictureEvidence evidence) {
        return evidence.picture()
                .filter(picture -> picture.width() != evidence.ref().width()
                        || picture.height() != evidence.ref().height())
                .map(picture -> picture.width() + " x " + picture.height() + " where the reference names "
                        + evidence.ref().width() + " x " + evidence.ref().height());
    }
}
