export { generateCity, type City, type CityOptions } from './city.js';
export { registerDemoCommand } from './command.js';
export { demoSensors } from './load-sensors.js';
export { DEMO_SOURCE, isEmpty, loadDemoCity } from './load.js';
