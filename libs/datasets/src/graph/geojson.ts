import { Field, Float, InputType, ObjectType } from '@nestjs/graphql';
import { GraphQLScalarType } from 'graphql';

/** A GeoJSON geometry object (RFC 7946) in WGS 84: longitude before latitude. Given out only, never taken in. */
export const GeoJsonGeometry = new GraphQLScalarType({
  name: 'GeoJsonGeometry',
  description: 'A GeoJSON geometry object (RFC 7946) in WGS 84 (EPSG:4326), longitude before latitude.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc7946#section-3.1',
});

@ObjectType({ description: 'A point in WGS 84 (EPSG:4326).' })
export class Position {
  @Field(() => Float, { description: 'Degrees east.' })
  longitude: number;

  @Field(() => Float, { description: 'Degrees north.' })
  latitude: number;
}

@InputType({ description: 'A box in WGS 84 (EPSG:4326), in degrees.' })
export class BoundingBox {
  @Field(() => Float, { description: 'Degrees east of the western edge.' })
  west: number;

  @Field(() => Float, { description: 'Degrees north of the southern edge.' })
  south: number;

  @Field(() => Float, { description: 'Degrees east of the eastern edge.' })
  east: number;

  @Field(() => Float, { description: 'Degrees north of the northern edge.' })
  north: number;
}
