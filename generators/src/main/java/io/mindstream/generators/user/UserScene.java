package io.mindstream.generators.user;

import io.mindstream.samples.user.UserPicture;
import java.util.Optional;

/**
 * One of the user's pictures.
 *
 * @param view how it is looked at; empty for as it is
 */
record UserScene(UserPicture picture, Optional<View> view) {}
